"""Template tags that every zone may use."""
