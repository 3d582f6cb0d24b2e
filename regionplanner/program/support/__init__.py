"""Instance: one problem a reference region, and its candidate regions."""
