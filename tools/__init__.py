"""What the makers of Plainsight run: screenshots and the like. Nothing here is installed."""
