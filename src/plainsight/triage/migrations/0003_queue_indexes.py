"""The queue by age, and the replies that nobody has read."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0002_early_codes_and_later_files"),
        ("triage", "0002_standing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                fields=["team_key", "received_hour", "report"], name="triage_standing_age"
            ),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                condition=models.Q(("unread__gt", 0)),
                fields=["team_key"],
                name="triage_standing_unread",
            ),
        ),
    ]
