"""What is planned: one problem a reference region, and its candidate regions."""
