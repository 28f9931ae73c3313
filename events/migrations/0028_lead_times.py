"""Options get a lead time of their own, in working days, the ways to join that they fit, a question
"which?", and former versions. What is always there can be said for one date. When people could come
is counted.
"""

import math

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Max, Q

# The starting set, from people's own lists and access riders. It never asks for a diagnosis.
# Label, explanation, working days, question "which?", words for someone else.
TIMING = (
    ("More time to think or speak", "", 0, "", ""),
    ("More breaks", "", 0, "", ""),
)
FORMAT = (
    ("Easy Read information", "Short words with pictures", 10, "", ""),
    (
        *("Large print, audio or braille information", "", 10),
        *("Which: large print, audio or braille?", ""),
    ),
    ("Information in another language", "", 10, "Which language?", ""),
)
SUPPORT = (
    ("Help to get online before the day", "", 2, "", ""),
    ("A British Sign Language (BSL) interpreter", "", 10, "", ""),
    (
        *("A person to type or take notes for me", "", 10, ""),
        "A person to type or take notes for NAME",
    ),
    (
        *("Someone to talk to if I get upset or tired", "", 0, ""),
        "Someone to talk to if NAME gets upset or tired",
    ),
    ("Help with the cost of taking part", "Travel, phone, a support worker", 0, "", ""),
)
ROOM = (
    ("Step-free way in", "", 0, "", ""),
    ("Space for a wheelchair or scooter", "", 0, "", ""),
    ("A hearing loop", "", 0, "", ""),
    ("A quiet room", "", 0, "", ""),
    ("An accessible toilet or Changing Places toilet", "", 0, "", ""),
    ("Parking close by", "", 0, "", ""),
    ("I am bringing an assistance dog", "", 0, "", "NAME is bringing an assistance dog"),
    ("Food I can eat", "", 0, "Which food?", "Food that NAME can eat"),
)
STARTING_SET = {"timing": TIMING, "format": FORMAT, "support": SUPPORT, "room": ROOM}
# Of the others, what does not fit everybody.
FITS = {
    "A British Sign Language (BSL) interpreter": {"by_phone": False},
    "Help to get online before the day": {"in_person": False},
}
IN_PERSON_ONLY = {"by_video": False, "by_phone": False}

USUAL_DAYS = 14  # of a series, in days of the calendar


def give_lead_times(apps, schema_editor):
    """Turn the days of each series into working days of the options that must be booked ahead."""
    options = apps.get_model("events", "AccessOption").objects
    needs = apps.get_model("events", "AccessNeed").objects
    all_series = apps.get_model("events", "SeriesPage").objects
    longest = all_series.aggregate(days=Max("needs_notice_days"))["days"]
    options.filter(needs_notice=True).update(
        notice_days=working_days(USUAL_DAYS if longest is None else longest)
    )
    early = needs.filter(option__needs_notice=True)
    for series, days in all_series.values_list("pk", "needs_notice_days"):
        asked = early.filter(person__booking__session__series=series)
        asked.update(option_notice_days=working_days(days))
    options.filter(subject="room").update(**IN_PERSON_ONLY)
    for label, _, _, which_question, _ in (*FORMAT, *ROOM):
        if which_question:
            options.filter(label=label).update(which_question=which_question)


def working_days(days):
    """Return about as many working days, never fewer. An option has 60 at most."""
    return min(math.ceil(days * 5 / 7), 60)


def make_starting_set(apps, schema_editor):
    """Make the options of a new site. Whoever has sessions has taken theirs away."""
    options = apps.get_model("events", "AccessOption").objects
    if options.exists() or apps.get_model("events", "Session").objects.exists():
        return
    for subject, rows in STARTING_SET.items():
        for label, hint, notice_days, which_question, label_for_other in rows:
            options.create(
                label=label,
                label_for_other=label_for_other,
                hint=hint,
                which_question=which_question,
                notice_days=notice_days,
                subject=subject,
                sort_order=10 * (options.count() + 1),
                **(IN_PERSON_ONLY if subject == "room" else FITS.get(label, {})),
            )


def words_fields():
    """Return the fields that an option and its former versions share."""
    return [
        ("label", models.CharField(help_text="As people read it, for example: More breaks. Earlier answers keep the words they were given to. For something else, add a new one.", max_length=120)),
        ("label_for_other", models.CharField(blank=True, help_text="Only if the words above say “me” or “I”. People read this when they book for someone else. Write NAME for that person, for example: A person to take notes for NAME.", max_length=120, verbose_name="words for someone else")),
        ("hint", models.CharField(blank=True, help_text="A few more words, if they help.", max_length=200)),
        ("which_question", models.CharField(blank=True, help_text="Only if we must know which one, for example: Which language? People can write their answer in a box below the tick.", max_length=120, verbose_name="question below the tick")),
        ("notice_days", models.PositiveSmallIntegerField(default=0, help_text="How many working days before the session we must know. The form then says the last day. Weekends and bank holidays do not count. Put 0 if there is nothing to book.", verbose_name="working days we need")),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("events", "0027_needs_access"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessOptionVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                *words_fields(),
                ("until", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("option", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="events.accessoption")),
            ],
            options={"ordering": ["-until", "-pk"], "default_permissions": ()},
        ),
        migrations.CreateModel(
            name="AvailabilityCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("weekday", models.PositiveSmallIntegerField(blank=True, choices=[(1, "Monday"), (2, "Tuesday"), (3, "Wednesday"), (4, "Thursday"), (5, "Friday"), (6, "Saturday"), (7, "Sunday")], default=0)),
                ("time_of_day", models.CharField(blank=True, choices=[("morning", "In the morning"), ("afternoon", "In the afternoon"), ("evening", "In the evening")], max_length=10)),
                ("notice", models.CharField(blank=True, choices=[("days", "A few days"), ("weeks", "Two weeks"), ("month", "A month or more")], max_length=10)),
                ("number", models.PositiveIntegerField(default=0)),
                ("series", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="events.seriespage")),
            ],
            options={"ordering": ["month", "pk"], "default_permissions": ("view",)},
        ),
        migrations.AddConstraint(
            model_name="availabilitycount",
            constraint=models.UniqueConstraint(fields=("series", "month", "weekday", "time_of_day", "notice"), name="availability_counted_once"),
        ),
        migrations.AddField(
            model_name="sessionpage",
            name="standing_arrangements",
            field=models.TextField(blank=True, default="", help_text="Leave it empty if this date has the same as the series. Else write all that there is on this date, one thing on each line, as on the page of the series.", verbose_name="what is always there"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="accessneed",
            name="option_notice_days",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        *(
            migrations.AddField(model_name="accessoption", name=name, field=field)
            for name, field in [
                ("by_video", models.BooleanField(default=True, verbose_name="for people who join by video")),
                ("by_phone", models.BooleanField(default=True, verbose_name="for people who join by phone")),
                ("in_person", models.BooleanField(default=True, verbose_name="for people who come in person")),
                ("arranger", models.ForeignKey(blank=True, help_text="Their name stands beside each request. Leave both empty for all organisers.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="who arranges it")),
                ("arranger_group", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="auth.group", verbose_name="or which group arranges it")),
                words_fields()[4],
            ]
        ),
        migrations.AddField(
            model_name="accessoption",
            name="which_question",
            field=models.CharField(blank=True, default="", help_text=words_fields()[3][1].help_text, max_length=120, verbose_name="question below the tick"),
            preserve_default=False,
        ),
        migrations.AlterField(model_name="accessoption", name="label", field=words_fields()[0][1]),
        migrations.AddConstraint(
            model_name="accessoption",
            constraint=models.UniqueConstraint(fields=("label",), name="access_option_label_once", violation_error_code="unique", violation_error_message="These words are in the list already."),
        ),
        migrations.AddConstraint(
            model_name="accessoption",
            constraint=models.CheckConstraint(condition=Q(("notice_days__lte", 60)), name="access_option_notice_is_short", violation_error_message="Write 60 days or less."),
        ),
        migrations.RunPython(give_lead_times, migrations.RunPython.noop),
        migrations.RemoveField(model_name="accessoption", name="needs_notice"),
        migrations.RemoveField(model_name="seriespage", name="needs_notice_days"),
        migrations.RunPython(make_starting_set, migrations.RunPython.noop),
    ]
