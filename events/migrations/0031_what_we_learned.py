import django.db.models.deletion
from django.db import migrations, models

import hub.encryption


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0030_retention_settings'),
    ]

    operations = [
        migrations.AlterField(
            model_name='organisertask',
            name='kind',
            field=models.CharField(choices=[('reply-words', 'Words in an answer from a calendar'), ('reply-unclear', 'An answer from a calendar that changed nothing'), ('reply-late', 'An answer from a calendar that came too late'), ('new-time', 'Another time asked for in a calendar'), ('mail-bounced', 'Our emails come back'), ('text-words', 'Words in a text message'), ('texts-stopped', 'No more text messages, please'), ('anything-else', 'Something more that they wrote'), ('arrangement-ended', 'Something is not needed any more'), ('need-unmet', 'Someone did not get what they asked for')], max_length=20),
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', hub.encryption.EncryptedTextField(max_length=2000)),
                ('name', hub.encryption.EncryptedTextField(blank=True, max_length=120, verbose_name='name to put with them')),
                ('is_shown', models.BooleanField(default=False, verbose_name='on the site')),
                ('link_key', models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ('link_version', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotes', to='events.session')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='SessionCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(db_index=True)),
                ('topic', models.CharField(choices=[('session', 'Counted'), ('need', 'Asked for'), ('got-it', 'Got what they asked for'), ('people', 'Had a place'), ('missed', 'Did not take part')], max_length=10)),
                ('label', models.CharField(blank=True, max_length=120)),
                ('answer', models.CharField(blank=True, max_length=20)),
                ('number', models.PositiveIntegerField(default=0)),
                ('session', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='events.session')),
            ],
            options={
                'ordering': ['held_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('session', 'topic', 'label', 'answer'), name='counted_once_per_session')],
            },
        ),
    ]
