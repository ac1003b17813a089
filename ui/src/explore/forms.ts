// Forms in which events are exported. Their names are names of standards, the same in every language.

export const FORMS = [
  ["csv", "CSV"], ["xlsx", "Excel"], ["geojson", "GeoJSON"], ["parquet", "Parquet"], ["geoparquet", "GeoParquet"], ["acled", "ACLED"],
  ["ucdp", "UCDP GED"], ["plover", "PLOVER"], ["hxl", "HXL"], ["hapi", "HAPI"], ["airwars", "Airwars"],
] as const;
