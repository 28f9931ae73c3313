import django.core.validators
import django.utils.timezone
from django.db import migrations, models

import hub.encryption


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0029_arranging"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", hub.encryption.EncryptedTextField(blank=True)),
                ("text_number", hub.encryption.EncryptedTextField(blank=True)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RetentionSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "booking_days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(7),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="bookings, in days after the session",
                    ),
                ),
                (
                    "remembered_months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(24),
                        ],
                        verbose_name="what people asked us to remember, in months after the session",
                    ),
                ),
                (
                    "feedback_months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(24),
                        ],
                        verbose_name="what people said of a session, in months after it",
                    ),
                ),
            ],
            options={
                "verbose_name": "how long we keep things",
                "default_permissions": ("change",),
            },
        ),
    ]
