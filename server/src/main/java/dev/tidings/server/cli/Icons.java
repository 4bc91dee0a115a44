package dev.tidings.server.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/// The icons that Teams demands: a bell, once in colour and once as a white outline. Drawn, so that no
/// picture is kept.
final class Icons {
    private static final Color ACCENT = new Color(0x4F, 0x52, 0xB2);

    private Icons() {}

    /// 192 x 192, full colour.
    static byte[] color() throws IOException {
        BufferedImage image = new BufferedImage(192, 192, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = graphics(image);
        graphics.setColor(ACCENT);
        graphics.fillRect(0, 0, 192, 192);
        graphics.setColor(Color.WHITE);
        graphics.scale(6, 6);
        graphics.fill(bell());
        graphics.fill(clapper());
        return png(image, graphics);
    }

    /// 32 x 32, white on nothing.
    static byte[] outline() throws IOException {
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = graphics(image);
        graphics.setColor(Color.WHITE);
        graphics.setStroke(new BasicStroke(2f));
        graphics.draw(bell());
        graphics.fill(clapper());
        return png(image, graphics);
    }

    private static Graphics2D graphics(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        return graphics;
    }

    private static Path2D bell() {
        Path2D bell = new Path2D.Float();
        bell.moveTo(7, 22);
        bell.curveTo(11, 19, 9, 7, 16, 7);
        bell.curveTo(23, 7, 21, 19, 25, 22);
        bell.closePath();
        return bell;
    }

    private static Ellipse2D clapper() {
        return new Ellipse2D.Float(13.5f, 23.5f, 5, 4);
    }

    private static byte[] png(BufferedImage image, Graphics2D graphics) throws IOException {
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
