"""The figures by which Plainsight is measured: `make bench`."""
