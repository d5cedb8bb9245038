"""What is written: one module per format, one door to the disk (`kg.export.disk`)."""
