"""The group of people who write pages. What they may do is enough for that, and no more."""

from django.db import migrations

PAGES = ["add", "change", "publish", "lock", "unlock"]
MODELS = {
    ("hub", "topic"): ["add", "change", "delete", "view"],
    ("hub", "area"): ["add", "change", "delete", "view"],
    ("hub", "sitedetails"): ["change"],
    ("stories", "contribution"): ["delete", "view"],
}
# Wagtail keeps these rights with its own models, also for our pictures.
FILES = {
    ("wagtailimages", "image"): ["add", "change", "choose"],
    ("wagtaildocs", "document"): ["add", "change", "choose"],
}


def permission(apps, label, model, verb):
    """The row that Django makes after all migrations; here it is needed before."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind, _ = ContentType.objects.get_or_create(app_label=label, model=model)
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {model}"}
    )
    return found


def make_editors(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name="Moderators").delete()  # Wagtail's own, for a workflow not used here
    editors, _ = Group.objects.get_or_create(name="Editors")
    rights = [permission(apps, "wagtailadmin", "admin", "access")]
    for (label, model), verbs in MODELS.items():
        rights += [permission(apps, label, model, verb) for verb in verbs]
    editors.permissions.set(rights)

    Page = apps.get_model("wagtailcore", "Page")
    OnPages = apps.get_model("wagtailcore", "GroupPagePermission")
    OnPages.objects.filter(group=editors).delete()
    for root in Page.objects.filter(depth=1):
        for verb in PAGES:
            right = permission(apps, "wagtailcore", "page", verb)
            OnPages.objects.create(group=editors, page=root, permission=right)

    Collection = apps.get_model("wagtailcore", "Collection")
    OnFiles = apps.get_model("wagtailcore", "GroupCollectionPermission")
    OnFiles.objects.filter(group=editors).delete()
    for root in Collection.objects.filter(depth=1):
        for (label, model), verbs in FILES.items():
            for verb in verbs:
                right = permission(apps, label, model, verb)
                OnFiles.objects.create(group=editors, collection=root, permission=right)


class Migration(migrations.Migration):
    dependencies = [
        ("hub", "0003_site_look"),
        ("stories", "0001_pages"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_editors, migrations.RunPython.noop)]
