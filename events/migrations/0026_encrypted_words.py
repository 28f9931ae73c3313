"""What people write of their needs is encrypted: see `hub.encryption`."""

from django.db import migrations, models

from hub.encryption import EncryptedJSONField, EncryptedTextField, decrypt, encrypt

FIELDS = {
    "accessneed": ("words", "answer"),
    "booking": ("anything_else", "contact_when"),
    "feedback": ("how_it_was", "do_better"),
    "formattempt": ("answers",),
    "organisertask": ("words",),
}
BATCH_SIZE = 500


def encrypt_all(apps, schema_editor):
    _change_all(apps, lambda text: encrypt("" if text == "{}" else text))


def decrypt_all(apps, schema_editor):
    _change_all(apps, decrypt)
    apps.get_model("events", "formattempt").objects.filter(answers="").update(answers="{}")


def _change_all(apps, change):
    for name, fields in FIELDS.items():
        model = apps.get_model("events", name)
        rows = []
        for row in model.objects.only(*fields).iterator(chunk_size=BATCH_SIZE):
            for field in fields:
                setattr(row, field, change(getattr(row, field)))
            rows.append(row)
        model.objects.bulk_update(rows, fields, batch_size=BATCH_SIZE)


class Migration(migrations.Migration):
    dependencies = [("events", "0025_feeds_and_invites")]

    operations = [
        # To plain text first, for what follows.
        migrations.AlterField("booking", "contact_when", models.TextField(blank=True)),
        migrations.AlterField("formattempt", "answers", models.TextField(blank=True)),
        migrations.RunPython(encrypt_all, decrypt_all),
        migrations.AlterField(
            "accessneed",
            "words",
            EncryptedTextField("in their own words", max_length=2000, blank=True),
        ),
        migrations.AlterField(
            "accessneed",
            "answer",
            EncryptedTextField("what we told them", max_length=1000, blank=True),
        ),
        migrations.AlterField(
            "booking", "anything_else", EncryptedTextField(max_length=2000, blank=True)
        ),
        migrations.AlterField(
            "booking",
            "contact_when",
            EncryptedTextField("a good time to phone", max_length=150, blank=True),
        ),
        migrations.AlterField(
            "feedback", "how_it_was", EncryptedTextField("how it was", max_length=2000, blank=True)
        ),
        migrations.AlterField(
            "feedback",
            "do_better",
            EncryptedTextField("what to do better", max_length=2000, blank=True),
        ),
        migrations.AlterField(
            "formattempt", "answers", EncryptedJSONField(default=dict, blank=True)
        ),
        migrations.AlterField(
            "organisertask", "words", EncryptedTextField(max_length=2000, blank=True)
        ),
    ]
