from django.conf import settings
from django.db import migrations, models


def permission(apps, model, codename, name):
    """The row that Django makes after all migrations; here it is needed before."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind, _ = ContentType.objects.get_or_create(app_label="events", model=model)
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": name}
    )
    return found


def make_facilitators(apps, schema_editor):
    """The group of people who run sessions. They see the day of their own sessions, and no more."""
    facilitators, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Facilitators")
    ContentType = apps.get_model("contenttypes", "ContentType")
    admin, _ = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    access, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=admin, codename="access_admin", defaults={"name": "Can access Wagtail admin"}
    )
    run = permission(
        apps, "session", "facilitate_session", "Can see the day of those that they run"
    )
    facilitators.permissions.add(access, run)


def keep_what_people_can_do(apps, schema_editor):
    """Who could export or erase by another permission still can, by that of its own."""
    has = {
        name: permission(apps, model, name, f"Can {name.replace('_', ' ')}")
        for model, name in (
            ("booking", "view_booking"),
            ("accessneed", "view_accessneed"),
            ("accessneed", "change_accessneed"),
        )
    }
    export = permission(apps, "booking", "export_booking", "Can take out lists with names")
    erase = permission(apps, "booking", "delete_booking", "Can delete booking")
    owners = [
        *((group, group.permissions) for group in apps.get_model("auth", "Group").objects.all()),
        *((user, user.user_permissions) for user in apps.get_model("hub", "User").objects.all()),
    ]
    for _, permissions in owners:
        own = set(permissions.values_list("pk", flat=True))
        if has["view_booking"].pk in own:
            permissions.add(export)
        if {each.pk for each in has.values()} <= own:
            permissions.add(erase)


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0032_suppliers'),
        ('wagtailadmin', '0001_create_admin_access_permissions'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='booking',
            options={'ordering': ['created_at', 'pk'], 'permissions': [('export_booking', 'Can take out lists with names')]},
        ),
        migrations.AlterModelOptions(
            name='session',
            options={'ordering': ['starts_at', 'pk'], 'permissions': [('facilitate_session', 'Can see the day of those that they run')]},
        ),
        migrations.AddField(
            model_name='person',
            name='came',
            field=models.BooleanField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='seriespage',
            name='facilitators',
            field=models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who runs them'),
        ),
        migrations.AddField(
            model_name='session',
            name='facilitators',
            field=models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who runs it'),
        ),
        migrations.AlterField(
            model_name='needsaccess',
            name='kind',
            field=models.CharField(choices=[('screen', 'Looked at what people asked for'), ('booking', 'Opened one booking'), ('day', 'Opened the day of a session'), ('sheet', 'Opened the sheet to print'), ('sheet-names', 'Opened the sheet to print, with names'), ('export', 'Took out the list of who is coming'), ('supplier', 'Asked a supplier for what people need'), ('export-needs', 'Took out the list, with what they asked for')], max_length=20, verbose_name='what'),
        ),
        migrations.AlterField(
            model_name='organisertask',
            name='kind',
            field=models.CharField(choices=[('reply-words', 'Words in an answer from a calendar'), ('reply-unclear', 'An answer from a calendar that changed nothing'), ('reply-late', 'An answer from a calendar that came too late'), ('new-time', 'Another time asked for in a calendar'), ('mail-bounced', 'Our emails come back'), ('text-words', 'Words in a text message'), ('texts-stopped', 'No more text messages, please'), ('anything-else', 'Something more that they wrote'), ('arrangement-ended', 'Something is not needed any more'), ('need-unmet', 'Someone did not get what they asked for'), ('supplier-booked', 'A supplier has said yes'), ('supplier-cannot', 'A supplier has said no'), ('day-note', 'A note from the day')], max_length=20),
        ),
        migrations.RunPython(make_facilitators, migrations.RunPython.noop),
        migrations.RunPython(keep_what_people_can_do, migrations.RunPython.noop),
    ]
