from django.db import migrations, models

KINDS = [
    ("confirmation", "You have booked"),
    ("change", "Your booking has changed"),
    ("cancellation", "Your booking is cancelled"),
    ("waiting", "You are on the waiting list"),
    ("offer", "A place is free"),
    ("promoted", "You have a place"),
    ("session-moved", "The session has moved"),
    ("session-cancelled", "The session is cancelled"),
    ("session-restored", "The session is on again"),
    ("session-retitled", "What we will talk about"),
    ("reminder-week", "In a week"),
    ("reminder-day", "Tomorrow"),
    ("thanks", "Thank you for coming"),
    ("link", "Your link again"),
    ("own-feed", "Your own calendar"),
    ("organiser-needs", "Someone has asked for something"),
    ("taken-off", "You are not on a booking any more"),
    ("letter", "A message from the organisers"),
    ("invitation", "Coming this time?"),
    ("follow", "Confirm your email address"),
    ("news", "New sessions"),
]


class Migration(migrations.Migration):
    dependencies = [("events", "0019_words_as_they_were_read")]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=20),
        ),
    ]
