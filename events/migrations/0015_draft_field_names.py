"""Drafts keep the fields of a page by name, as JSON: a draft saved before the renaming keeps what it says."""

from django.db import migrations

NAMES = {"always_there": "standing_arrangements", "tell_us_days": "needs_notice_days"}


def rename_fields_of_drafts(apps, schema_editor):
    _rename(apps, NAMES)


def rename_back(apps, schema_editor):
    _rename(apps, {new: old for old, new in NAMES.items()})


def _rename(apps, names):
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type__app_label="events", content_type__model="seriespage"
    )
    for revision in revisions.iterator():
        content = {names.get(name, name): value for name, value in revision.content.items()}
        if content != revision.content:
            revision.content = content
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0014_standard_field_names"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(rename_fields_of_drafts, rename_back)]
