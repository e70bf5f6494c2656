"""The staff shell: base page, navigation, brand and the bell. It has no models."""
