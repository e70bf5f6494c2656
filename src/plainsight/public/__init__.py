"""The public site: pages for anybody, no models, nothing that opens a report."""
