"""A spreadsheet in Google Sheets, reached through gspread and google-auth."""
