"""What people read: words, numbers and sentences about plans, in Dutch and in English."""
