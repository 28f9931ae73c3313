"""The group of people who see bookings and arrange what is asked for. Enough for that, and no more."""

from django.db import migrations

MODELS = {
    "booking": ["add", "change", "view"],
    "accessneed": ["change", "view"],
    "accessoption": ["add", "change", "delete", "view"],
    "notice": ["change", "view"],
    "session": ["change", "view"],
}


def permission(apps, label, model, verb):
    """The row that Django makes after all migrations; here it is needed before."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind, _ = ContentType.objects.get_or_create(app_label=label, model=model)
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {model}"}
    )
    return found


def make_organisers(apps, schema_editor):
    organisers, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Organisers")
    rights = [permission(apps, "wagtailadmin", "admin", "access")]
    for model, verbs in MODELS.items():
        rights += [permission(apps, "events", model, verb) for verb in verbs]
    organisers.permissions.set(rights)


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0006_series_introduction"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_organisers, migrations.RunPython.noop)]
