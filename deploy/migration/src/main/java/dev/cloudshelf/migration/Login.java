package dev.cloudshelf.migration;

/**
 * Who signs in where.
 *
 * @param url JDBC address without credentials
 */
public record Login(String url, String user, String password) {

    /** Without the password, for logs. */
    @Override
    public String toString() {
        return user + "@" + url;
    }
}
