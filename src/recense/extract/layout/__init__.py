"""From words placed on a page to texts and grids: shared by PDF and OCR. Pure geometry, no library of any format."""
