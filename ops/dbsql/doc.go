// Package dbsql makes streaming data frames of a database's tables, with database/sql and whatever driver the program
// brings.
package dbsql
