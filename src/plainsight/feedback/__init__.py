"""What people think of the site, and how much each page is read: both without knowing of whom."""
