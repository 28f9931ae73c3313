from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hub", "0004_editors"),
    ]

    operations = [
        migrations.CreateModel(
            name="JobRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True)),
                ("ran_at", models.DateTimeField()),
                ("succeeded_at", models.DateTimeField(null=True)),
                ("failing_since", models.DateTimeField(null=True)),
                ("problem", models.CharField(blank=True, max_length=300)),
                ("advice", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["name"],
                "default_permissions": ("view",),
            },
        ),
    ]
