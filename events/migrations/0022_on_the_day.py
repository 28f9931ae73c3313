import re

from django.db import migrations, models

import hub.map_links

KINDS = [
    ("confirmation", "You have booked"),
    ("change", "Your booking has changed"),
    ("cancellation", "Your booking is cancelled"),
    ("waiting", "You are on the waiting list"),
    ("offer", "A place is free"),
    ("promoted", "You have a place"),
    ("session-moved", "The session has moved"),
    ("session-cancelled", "The session is cancelled"),
    ("session-restored", "The session is on again"),
    ("session-retitled", "What we will talk about"),
    ("reminder-week", "In a week"),
    ("reminder-day", "Tomorrow"),
    ("reminder-hour", "In an hour"),
    ("thanks", "Thank you for coming"),
    ("link", "Your link again"),
    ("own-feed", "Your own calendar"),
    ("organiser-needs", "Someone has asked for something"),
    ("taken-off", "You are not on a booking any more"),
    ("letter", "A message from the organisers"),
    ("invitation", "Coming this time?"),
    ("follow", "Confirm your email address"),
    ("news", "New sessions"),
]

# What is so for one way to join only. Anything else stays as it is, for an editor to decide.
ONLY_BY = [
    ("By video", r"\bcaptions?\b|\bcamera\b|\btype instead\b|\bin the chat\b|\bmuted?\b"),
    ("By phone", r"\bjoin by phone\b"),
    ("In person", r"\bhearing loop\b|\bramp\b|\bparking\b"),
]
HAS_WAY = re.compile(r"(by (video|phone)|in person)\b.*:", re.IGNORECASE)


def say_for_which_way(apps, schema_editor):
    """Say in each line about captions, the camera and so on that it is for those who join so."""
    for series in apps.get_model("events", "SeriesPage").objects.exclude(standing_arrangements=""):
        series.standing_arrangements = with_ways(series.standing_arrangements)
        series.save(update_fields=["standing_arrangements"])
    # A draft would bring the old lines back.
    drafts = apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type__app_label="events", content_type__model="seriespage"
    )
    for draft in drafts.iterator():
        if text := draft.content.get("standing_arrangements"):
            draft.content["standing_arrangements"] = with_ways(text)
            draft.save(update_fields=["content"])


def with_ways(text):
    return "\n".join(_with_way(line) for line in text.splitlines())


def _with_way(line):
    if HAS_WAY.match(line.strip()):
        return line
    ways = [way for way, words in ONLY_BY if re.search(words, line, re.IGNORECASE)]
    return f"{ways[0]}: {line.strip()}" if len(ways) == 1 else line


def _fields_of(model):
    """Return the operations that add the same fields to a series and to a session."""
    return [
        migrations.AddField(
            model_name=model,
            name="payment",
            field=models.TextField(
                blank=True,
                help_text="What you pay, for whom, and how they get it. For example: We pay your travel in cash on the day.",
                max_length=1000,
                verbose_name="payment and expenses for people with lived experience",
            ),
        ),
        migrations.AddField(
            model_name=model,
            name="venue_drawbacks",
            field=models.TextField(
                blank=True,
                help_text="For example: The kitchen has a step. People can then plan. One thing on each line.",
                max_length=1000,
                verbose_name="what is not good about the place",
            ),
        ),
        migrations.AddField(
            model_name=model,
            name="venue_position",
            field=models.CharField(
                blank=True,
                help_text="Two numbers, such as 52.6478, 0.6890. On openstreetmap.org, right-click the door and choose “Show address”. Without numbers, the link to the map looks for the postcode.",
                max_length=60,
                validators=[hub.map_links.validate_position],
                verbose_name="where it is on the map",
            ),
        ),
        migrations.AddField(
            model_name=model,
            name="venue_travel",
            field=models.TextField(
                blank=True,
                help_text="Bus, train, parking, taxi. One thing on each line.",
                max_length=1000,
                verbose_name="getting here",
            ),
        ),
        migrations.AlterField(
            model_name=model,
            name="venue_access",
            field=models.TextField(
                blank=True,
                help_text="Steps, toilets, sound, quiet room. Say what is there and what is not.",
                max_length=1000,
                verbose_name="getting in and around",
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0021_texts_and_letters"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="hour_reminder",
            field=models.BooleanField(default=False, verbose_name="remind an hour before too"),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=20),
        ),
        *_fields_of("seriespage"),
        *_fields_of("session"),
        migrations.AlterField(
            model_name="seriespage",
            name="standing_arrangements",
            field=models.TextField(
                blank=True,
                help_text="One thing on each line, for example: We take a break. Is it so for one way to join only? Then begin with the way, for example: By video: Live captions are on.",
                verbose_name="what is always there",
            ),
        ),
        migrations.RunPython(say_for_which_way, migrations.RunPython.noop),
    ]
