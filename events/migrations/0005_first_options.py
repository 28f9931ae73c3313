from django.db import migrations

from events.models.default_access_options import make_first_options


def make(apps, schema_editor):
    make_first_options(apps.get_model("events", "AccessOption"))


class Migration(migrations.Migration):
    dependencies = [("events", "0004_waiting_list")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
