import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import hub.encryption

STATES = [('asked', 'Asked'), ('arranging', 'Being arranged'), ('in-place', 'In place'), ('not-possible', 'Not possible'), ('talk', "Let's talk"), ('checked', 'Checked afterwards')]


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0028_lead_times'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='accessneed',
            name='note',
            field=hub.encryption.EncryptedTextField(blank=True, max_length=1000, verbose_name='our own note', default=''),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='accessneed',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='accessneed',
            name='state',
            field=models.CharField(choices=STATES, default='asked', max_length=20),
        ),
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('confirmation', 'You have booked'), ('change', 'Your booking has changed'), ('answer', 'An answer from us'), ('cancellation', 'Your booking is cancelled'), ('waiting', 'You are on the waiting list'), ('offer', 'A place is free'), ('promoted', 'You have a place'), ('session-moved', 'The session has moved'), ('session-cancelled', 'The session is cancelled'), ('session-restored', 'The session is on again'), ('session-retitled', 'What we will talk about'), ('reminder-week', 'In a week'), ('reminder-day', 'Tomorrow'), ('reminder-hour', 'In an hour'), ('thanks', 'Thank you for coming'), ('link', 'Your link again'), ('own-feed', 'Your own calendar'), ('organiser-needs', 'Someone has asked for something'), ('taken-off', 'You are not on a booking any more'), ('letter', 'A message from the organisers'), ('invitation', 'Coming this time?'), ('follow', 'Confirm your email address'), ('news', 'New sessions'), ('form-link', 'Go on with your booking'), ('erased', 'Out of your calendar'), ('said-no', 'Is this No right?')], max_length=20),
        ),
        migrations.AlterField(
            model_name='organisertask',
            name='kind',
            field=models.CharField(choices=[('reply-words', 'Words in an answer from a calendar'), ('reply-unclear', 'An answer from a calendar that changed nothing'), ('reply-late', 'An answer from a calendar that came too late'), ('new-time', 'Another time asked for in a calendar'), ('mail-bounced', 'Our emails come back'), ('text-words', 'Words in a text message'), ('texts-stopped', 'No more text messages, please'), ('anything-else', 'Something more that they wrote'), ('arrangement-ended', 'Something is not needed any more')], max_length=20),
        ),
        migrations.CreateModel(
            name='AccessNeedStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=STATES, max_length=20)),
                ('words', hub.encryption.EncryptedTextField(blank=True, max_length=1000)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='events.accessneed')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
    ]
