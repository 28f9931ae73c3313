from django.db import migrations, models

import events.ical.identity

REQUEST_KINDS = ("confirmation", "change", "promoted", "session-moved", "session-restored")


def keep_organizer(apps, schema_editor):
    """Those who have an invite got it from the address of now, as far as anybody knows."""
    Booking = apps.get_model("events", "Booking")
    Notice = apps.get_model("events", "Notice")
    invited = Notice.objects.filter(kind__in=REQUEST_KINDS, attempts__gt=0, dismissed_at=None)
    Booking.objects.filter(pk__in=invited.order_by().values("booking")).update(
        organizer_email=events.ical.identity.current_organizer_email()
    )


class Migration(migrations.Migration):

    dependencies = [
        ("events", "0017_form_attempts"),
    ]

    operations = [
        migrations.AddField(
            model_name="session",
            name="uid_domain",
            field=models.CharField(default=events.ical.identity.current_uid_domain, editable=False, max_length=253),
        ),
        migrations.AddField(
            model_name="booking",
            name="uid_domain",
            field=models.CharField(default=events.ical.identity.current_uid_domain, editable=False, max_length=253),
        ),
        migrations.AddField(
            model_name="booking",
            name="organizer_email",
            field=models.EmailField(blank=True, default="", editable=False, max_length=254),
            preserve_default=False,
        ),
        migrations.RunPython(keep_organizer, migrations.RunPython.noop, elidable=True),
    ]
