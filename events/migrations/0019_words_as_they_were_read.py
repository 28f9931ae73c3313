"""What people asked for keeps the words of the option as they were read, when the option is renamed."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def keep_todays_words(apps, schema_editor):
    option = apps.get_model("events", "AccessOption").objects.filter(pk=OuterRef("option"))
    needs = apps.get_model("events", "AccessNeed").objects.exclude(option=None)
    needs.update(
        option_label=Subquery(option.values("label")), option_hint=Subquery(option.values("hint"))
    )


class Migration(migrations.Migration):
    dependencies = [("events", "0018_invite_identity")]

    operations = [
        migrations.AddField(
            model_name="accessneed",
            name="option_label",
            field=models.CharField(blank=True, default="", editable=False, max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="accessneed",
            name="option_hint",
            field=models.CharField(blank=True, default="", editable=False, max_length=200),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="accessoption",
            name="label",
            field=models.CharField(
                help_text="As people read it, for example: More breaks. Earlier answers keep the words they were given to. For something else, add a new one.",
                max_length=120,
                unique=True,
            ),
        ),
        migrations.RunPython(keep_todays_words, migrations.RunPython.noop),
    ]
