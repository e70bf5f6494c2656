"""The reports that nobody has opened, in an index of their own."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0004_queue_filters"),
        ("triage", "0004_searches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                condition=models.Q(("state", "new")),
                fields=["team_key"],
                name="triage_standing_unopened",
            ),
        ),
    ]
