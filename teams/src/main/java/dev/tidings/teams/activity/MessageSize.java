package dev.tidings.teams.activity;

/// The size of a message as Teams counts it.
final class MessageSize {
    private static final String IMAGE = "data:image/";
    private static final String BASE64 = ";base64,";

    private MessageSize() {}

    static int of(String json) {
        int counted = json.length();
        int image = json.indexOf(IMAGE);
        while (image >= 0) {
            int end = json.indexOf('"', image);
            int data = json.indexOf(BASE64, image);
            int from = end < 0 ? json.length() : end;
            if (data >= 0 && data < from) {
                counted -= from - (data + BASE64.length());
            }
            image = json.indexOf(IMAGE, from);
        }
        return counted * Character.BYTES;
    }
}
