"""The agreement of a person who asked us to talk to them first, on the page made from their words."""

from django.db import migrations, models


def mark_drafts(apps, schema_editor):
    """Mark drafts that were made before pages knew this, in their latest revision too."""
    contributions = apps.get_model("stories", "Contribution").objects.filter(consent="ask")
    drafts = contributions.filter(draft__live=False).values_list("draft", flat=True)
    pieces = apps.get_model("stories", "Piece").objects
    revisions = apps.get_model("wagtailcore", "Revision").objects
    for piece in pieces.filter(pk__in=list(drafts)):
        pieces.filter(pk=piece.pk).update(must_agree=True)
        for revision in revisions.filter(pk=piece.latest_revision_id):
            revision.content["must_agree"] = True
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("stories", "0004_contribution_read_at")]

    operations = [
        migrations.AddField(
            model_name="piece",
            name="agreed_on",
            field=models.DateField(
                blank=True,
                help_text="The day on which the person said yes to it.",
                null=True,
                verbose_name="they agreed to this version on",
            ),
        ),
        migrations.AddField(
            model_name="piece",
            name="must_agree",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="the person wants to see it first"
            ),
        ),
        migrations.RunPython(mark_drafts, migrations.RunPython.noop),
    ]
