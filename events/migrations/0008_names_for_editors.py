from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("events", "0007_organisers")]

    operations = [
        migrations.AlterModelOptions(
            name="seriespage",
            options={
                "verbose_name": "series of sessions",
                "verbose_name_plural": "series of sessions",
            },
        ),
        migrations.AlterModelOptions(name="sessionpage", options={"verbose_name": "session"}),
    ]
