from django.db import migrations

from events.models.default_access_options import create_default_options


def make(apps, schema_editor):
    create_default_options(apps.get_model("events", "AccessOption"))


class Migration(migrations.Migration):
    dependencies = [("events", "0004_waiting_list")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
