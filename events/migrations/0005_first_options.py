"""The options of a new site are made in 0028, with all that they have today."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("events", "0004_waiting_list")]

    operations = []
