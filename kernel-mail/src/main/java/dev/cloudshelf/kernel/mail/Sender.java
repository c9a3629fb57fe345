package dev.cloudshelf.kernel.mail;

/**
 * Whom letters are from.
 *
 * @param name as it is shown
 * @param address whose domain also completes the letters' ids
 */
record Sender(String name, String address) {

    Sender {
        if (!address.matches("[!-~&&[^@<>(),:;\"\\\\]]+@[A-Za-z0-9.-]+")) {
            throw new IllegalArgumentException(
                    "cloudshelf.mail.from-address is not an e-mail address: " + address);
        }
    }

    /** RFC 5322, 3.6.4: the same for the same letter, so that one sent twice is recognised. */
    String messageId(Letter letter) {
        return "<%s%s>".formatted(letter.id(), address.substring(address.indexOf('@')));
    }
}
