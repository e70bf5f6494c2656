"""The log's tables."""

from django.db import migrations, models

import plainsight.audit.models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("era", models.IntegerField()),
                ("xid", plainsight.audit.models.TransactionId()),
                ("at", models.DateTimeField()),
                ("db_role", models.TextField()),
                ("actor_kind", models.TextField()),
                ("actor_id", models.UUIDField(null=True)),
                ("verb", models.TextField()),
                ("subject_kind", models.TextField()),
                ("subject_id", models.UUIDField(null=True)),
                ("detail", models.JSONField(default=dict)),
            ],
            options={
                "db_table": "audit_entry",
                "indexes": [
                    models.Index(fields=["era", "xid", "id"], name="audit_entry_in_order"),
                    models.Index(fields=["subject_id", "id"], name="audit_entry_by_subject"),
                    models.Index(fields=["actor_id", "id"], name="audit_entry_by_actor"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditCheckpoint",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("statement", models.TextField()),
                ("signature", models.TextField()),
            ],
            options={"db_table": "audit_checkpoint"},
        ),
        migrations.CreateModel(
            name="AuditEra",
            fields=[
                ("only", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("era", models.IntegerField()),
                ("cluster", models.TextField()),
                ("began_at", models.DateTimeField()),
            ],
            options={
                "db_table": "audit_era",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("only", True)), name="audit_era_is_one_row")
                ],
            },
        ),
    ]
