"""What the queue is narrowed by, in one index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0003_more_channels"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["id"],
                include=("channel", "language", "danger_now", "under_18", "about_me"),
                name="intake_report_outside_seal",
            ),
        ),
    ]
