"""A new site has its front page and the markets' index, and the groups that write and release."""

from django.db import migrations

# What each group may do with pages below the front page, and with releases.
GROUPS = {
    "Writers": (["add_page", "change_page"], []),
    "Editors": (["add_page", "change_page", "lock_page", "unlock_page"], ["release_report"]),
    "Release managers": (
        ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"],
        ["release_report", "schedule_report", "withdraw_report"],
    ),
}
REFERENCE = ["company", "axis", "segment", "geography", "source"]


def content_type(apps, model):
    ContentType = apps.get_model("contenttypes", "ContentType")
    app = "wagtailcore" if model == "page" else "reports"
    return ContentType.objects.get_or_create(app_label=app, model=model)[0]


def add_tree(apps):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("reports", "HomePage")
    Index = apps.get_model("reports", "MarketIndexPage")
    root = Page.objects.filter(depth=1).first()
    if root is None or HomePage.objects.exists():
        return
    # Wagtail's own welcome page makes room; anything else stays as it is.
    welcome = Page.objects.filter(depth=2, slug="home", url_path="/home/")
    if Page.objects.filter(depth=2).exclude(pk__in=welcome.values("pk")).exists():
        return
    Site.objects.filter(root_page__in=welcome).delete()
    welcome.delete()
    common = {"live": True, "locale_id": root.locale_id}
    home = HomePage.objects.create(
        title="Market Reports",
        draft_title="Market Reports",
        slug="home",
        path=root.path + "0001",
        depth=2,
        numchild=1,
        url_path="/home/",
        content_type=content_type(apps, "homepage"),
        **common,
    )
    Index.objects.create(
        title="Markets",
        draft_title="Markets",
        slug="markets",
        path=home.path + "0001",
        depth=3,
        numchild=0,
        url_path="/home/markets/",
        content_type=content_type(apps, "marketindexpage"),
        **common,
    )
    Page.objects.filter(pk=root.pk).update(numchild=1)
    Site.objects.create(hostname="localhost", port=80, root_page_id=home.pk, is_default_site=True)


def add_groups(apps):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    HomePage = apps.get_model("reports", "HomePage")

    def permission(codename, model, name):
        found, _ = Permission.objects.get_or_create(
            codename=codename, content_type=content_type(apps, model), defaults={"name": name}
        )
        return found

    names = {
        "release_report": "Can release reports",
        "schedule_report": "Can schedule, reschedule and cancel releases",
        "withdraw_report": "Can withdraw reports",
    }
    ContentType = apps.get_model("contenttypes", "ContentType")
    admin_type, _ = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    access, _ = Permission.objects.get_or_create(
        codename="access_admin",
        content_type=admin_type,
        defaults={"name": "Can access Wagtail admin"},
    )
    home = HomePage.objects.first()
    for name, (pages, releases) in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(access)
        for codename in releases:
            group.permissions.add(permission(codename, "release", names[codename]))
        for model in REFERENCE:
            for action in ("add", "change", "delete"):
                if action == "delete" and name == "Writers":
                    continue
                label = f"Can {action} {model}"
                group.permissions.add(permission(f"{action}_{model}", model, label))
        for codename in pages if home else ():
            GroupPagePermission.objects.get_or_create(
                group=group,
                page_id=home.pk,
                permission=permission(codename, "page", codename),
            )


def add(apps, schema_editor):
    add_tree(apps)
    add_groups(apps)


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_database_rules"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(add, remove)]
