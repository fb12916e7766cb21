"""What vendors' own files and tags say of when and how an image was taken: one reader a format."""
