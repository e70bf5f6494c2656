"""The vault app: keys and envelopes, which both zones know by their tables."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Registers the vault's tables; importing it opens nothing."""

    name = "plainsight.vault"
    label = "vault"
