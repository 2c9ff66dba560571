"""A new site has a group for those who keep partners, and a workflow in which reports are
reviewed: "Submit to Review" works from the start."""

from django.db import migrations

PARTNERS = "Partner managers"
REVIEW = "Review"
REVIEWERS = ("Editors", "Release managers")


def add_group(apps):
    ContentType = apps.get_model("contenttypes", "ContentType")
    admin_type, _ = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    access, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        codename="access_admin",
        content_type=admin_type,
        defaults={"name": "Can access Wagtail admin"},
    )
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=PARTNERS)
    group.permissions.add(access)


def add_review(apps):
    Group = apps.get_model("auth", "Group")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    ReviewTask = apps.get_model("reports", "ReviewTask")
    index = apps.get_model("reports", "MarketIndexPage").objects.first()
    if index is None or Workflow.objects.filter(name=REVIEW).exists():
        return
    if WorkflowPage.objects.filter(page_id=index.pk).exists():
        return  # somebody has chosen another one
    kind, _ = ContentType.objects.get_or_create(app_label="reports", model="reviewtask")
    task = ReviewTask.objects.create(name=REVIEW, active=True, content_type=kind)
    task.groups.set(Group.objects.filter(name__in=REVIEWERS))
    workflow = Workflow.objects.create(name=REVIEW, active=True)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(
        workflow=workflow, task_id=task.pk, sort_order=0
    )
    WorkflowPage.objects.create(page_id=index.pk, workflow=workflow)


def add(apps, schema_editor):
    add_group(apps)
    add_review(apps)


def remove(apps, schema_editor):
    ReviewTask = apps.get_model("reports", "ReviewTask")
    tasks = list(ReviewTask.objects.filter(name=REVIEW).values_list("pk", flat=True))
    links = apps.get_model("wagtailcore", "WorkflowTask").objects.filter(task_id__in=tasks)
    workflows = list(links.values_list("workflow_id", flat=True))
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(workflow_id__in=workflows).delete()
    apps.get_model("wagtailcore", "Workflow").objects.filter(pk__in=workflows).delete()
    apps.get_model("wagtailcore", "Task").objects.filter(pk__in=tasks).delete()
    # The group stays: it may have members by now.


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0010_approvals_are_kept"),
        ("wagtailcore", "0098_apitoken"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(add, remove)]
