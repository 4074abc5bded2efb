"""Mentions of people in prose: letters, reports, e-mails, scans, free-text cells."""
