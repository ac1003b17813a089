"""What the API takes and gives: pydantic models, from which openapi.json and the pages' client are made."""
