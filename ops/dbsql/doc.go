// Package dbsql reads new rows of a database into streaming data frames. It uses database/sql, with any driver that the
// program imports.
package dbsql
