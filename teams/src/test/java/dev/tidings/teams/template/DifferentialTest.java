package dev.tidings.teams.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Templates are filled as Microsoft's own library fills them.
class DifferentialTest {
    private static final Path CLIENT = Path.of("..", "clients", "templating");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int RANDOM_EXPRESSIONS = 3000;

    private static final JsonNode DATA = JSON.readTree("""
            {"name":"Ann \\"A\\" Lee","city":"Köln","empty":"","price":129,"rate":0.25,"none":null,"yes":true,"no":false,
             "Mixed":"Case","zero":0,"big":1234567.5,"less":-3,"at\\u007b":"x",
             "peers":[{"name":"Ben","age":30,"pets":["cat","dog"]},{"name":"Cem","age":17,"pets":[]},
                      {"name":"Dea","age":42,"pets":["emu"]}],
             "tags":["a","b","c"],"nothing":[],"boss":{"name":"Eva","boss":{"name":"Fay"}}}""");

    /// Cards and parts of cards.
    private static final List<String> TEMPLATES = List.of(
            "{\"a\":\"Hello ${name} from ${city}!\"}",
            "{\"a\":\"${price}\",\"b\":\"${price} EUR\",\"c\":\"${yes}\",\"d\":\"${peers}\",\"e\":\"${boss}\"}",
            "{\"a\":\"${boss.name} and ${boss.boss.name}, ${peers[1].name}, ${peers[0].pets[1]}, ${boss['name']}\"}",
            "{\"a\":\"${$root.boss.name} ${$data.boss.name}\",\"b\":\"no expression { here }\"}",
            "{\"a\":\"${mixed} ${MIXED} ${Mixed}\"}",
            "[{\"$data\":\"${peers}\",\"t\":\"${$index}: ${name} (${age}) of ${$root.name}\"},\"x\",null,{\"k\":null}]",
            "[{\"$data\":\"${peers}\",\"$when\":\"${age > 18}\",\"t\":\"${name}\"}]",
            "{\"items\":[{\"$data\":\"${peers}\",\"n\":\"${name}\",\"items\":[{\"$data\":\"${pets}\",\"t\":\"${$data}"
                    + " ${$index}\"}]}]}",
            "{\"one\":{\"$data\":\"${peers[0]}\",\"n\":\"${name}\"},\"gone\":{\"$when\":\"${no}\",\"n\":1},"
                    + "\"all\":{\"$data\":\"${peers}\",\"n\":\"${name}\"},\"never\":{\"$data\":\"${nothing}\",\"n\":1}}",
            "{\"body\":[{\"$when\":\"${yes}\",\"a\":1},{\"$when\":\"${name}\",\"a\":2},{\"$when\":\"${missing}\",\"a\":3},"
                    + "{\"$when\":\"${price}\",\"a\":4},{\"$when\":\"${exists(city)}\",\"a\":5},"
                    + "{\"$when\":\"${tags[9] == 'x'}\",\"a\":6},{\"$when\":\"x${yes}\",\"a\":7}]}",
            "{\"$data\":{\"title\":\"inner\"},\"a\":\"${title}\",\"b\":\"${$root.name}\"}",
            "{\"$data\":[{\"n\":1},{\"n\":2}],\"a\":\"${n}\"}",
            "{\"a\":\"${if(yes, '}', '{')} ${if(price > 100, \\\"much\\\", 'little')}\"}",
            "{\"a\":\"\\\\ and \\n and ${name}\"}",
            "{\"a\":\"$ {name} $${name} ${ name }\"}",
            "{\"$root\":1,\"$index\":2,\"a\":\"${$index}x\"}",
            "[\"${tags}\",\"${name}\",[\"${city}\"]]");

    private static final List<String> EXPRESSIONS = List.of(
            "price + 1",
            "price - 1 - 1",
            "price * rate",
            "price / 2",
            "price / 4.0",
            "less / 2",
            "7 % 3",
            "less % 2",
            "-price",
            "-less",
            "1 + 2 * 3",
            "(1 + 2) * 3",
            "2 * 3 % 4",
            "price + 'x'",
            "'x' + price",
            "name + city",
            "0.1 + 0.2",
            "big * 10",
            "1 / 3.0",
            "10 / 5",
            "price & city",
            "'a' & 'b' & 1",
            "1 == 1.0",
            "'a' == 'A'",
            "price == 129 && yes",
            "no || yes",
            "no && missing",
            "yes || missing",
            "!no",
            "!missing",
            "!zero",
            "!empty",
            "!price",
            "1 < 2",
            "2 <= 2",
            "3 > 4",
            "4 >= 4",
            "'a' < 'b'",
            "'b' > 'a'",
            "name == 'x' || price > 5",
            "1 + 1 == 2",
            "1 < 2 == true",
            "if(zero, 1, 2)",
            "if(empty, 1, 2)",
            "if(none, 1, 2)",
            "if(no, 1, 2)",
            "yes ? 1 : 2",
            "no ? 1 : yes ? 2 : 3",
            "none ?? city",
            "coalesce(none, city)",
            "name ?? city",
            "coalesce(name, city)",
            "coalesce(empty, 'x')",
            "exists(name)",
            "exists(none)",
            "exists(missing)",
            "exists(boss.boss.boss)",
            "empty(empty)",
            "empty(nothing)",
            "empty(tags)",
            "empty(none)",
            "empty(zero)",
            "not(yes)",
            "not(none)",
            "and(yes, yes, no)",
            "or(no, yes)",
            "equals(price, 129)",
            "equals(none, missing)",
            "equals(tags, tags)",
            "less(1, 2)",
            "greater(1, 2)",
            "lessOrEquals(1, 1)",
            "greaterOrEquals(1, 2)",
            "add(1, 2)",
            "sub(5, 2)",
            "mul(2, 3)",
            "div(7, 2)",
            "mod(7, 2)",
            "div(-7, 2)",
            "concat(name, ' ', city)",
            "concat('a', 1)",
            "string(1)",
            "string(yes)",
            "string(name)",
            "length(name)",
            "length(empty)",
            "count(tags)",
            "count(name)",
            "count(nothing)",
            "contains(name, 'Lee')",
            "contains(tags, 'b')",
            "contains(tags, 'z')",
            "contains(boss, 'name')",
            "startsWith(name, 'Ann')",
            "endsWith(name, 'x')",
            "toUpper(city)",
            "toLower(name)",
            "trim('  x ')",
            "replace(name, 'e', 'i')",
            "join(tags, ', ')",
            "uriComponent(name)",
            "uriComponent('a b+c/d?e=f&g%h~i*j(k)l!m')",
            "uriComponent(city)",
            "uriComponent(price)",
            "first(tags)",
            "last(tags)",
            "first(name)",
            "last(city)",
            "toUpper(none)",
            "true",
            "false",
            "null",
            "1.50",
            "'it\"s'",
            "tags[0]",
            "tags[1 + 1]",
            "peers[0]['name']",
            "tags[-1]",
            "tags[9]",
            "price.name",
            "name.first",
            "peers.name",
            "$root.price",
            "$data.price",
            "count(peers) > 2",
            "join(peers[0].pets, '+')",
            "zero == no",
            "none == missing",
            "price == '129'",
            "-1 * -1",
            "1 - -1",
            "!yes == no",
            "price & 1 + 1",
            "1 + 1 & 'x'",
            "12345678901234567890",
            "0.000001 * 1");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @Test
    void templates_are_filled_as_microsofts_library_does() throws Exception {
        compare(TEMPLATES.stream().map(JSON::readTree).toList());
    }

    @Test
    void expressions_mean_what_they_mean_to_microsofts_library() throws Exception {
        compare(EXPRESSIONS.stream().map(DifferentialTest::apart).toList());
    }

    @Test
    void random_expressions_mean_what_they_mean_to_microsofts_library() throws Exception {
        Random random = new Random(20261125);
        compare(IntStream.range(0, RANDOM_EXPRESSIONS)
                .mapToObj(number -> apart(new RandomExpression(random).any(3)))
                .toList());
    }

    /// Theirs takes what is left in the text for a value; then a fallback would never be used.
    @Test
    void a_fallback_for_a_missing_value_is_used_which_theirs_does_not() throws Exception {
        for (String expression : List.of("missing ?? 'x'", "coalesce(none, missing, 'x')")) {
            JsonNode template = apart(expression);
            assertThat(theirs(List.of(template)).path(0).path("value").path("a").stringValue(""))
                    .isEqualTo("${missing}");
            assertThat(ours(template)).isEqualTo("{a:\"x\",}");
        }
    }

    /// Alone, where it keeps its kind.
    private static JsonNode apart(String expression) {
        return JSON.createObjectNode().put("a", "${" + expression + "}");
    }

    private void compare(List<JsonNode> templates) throws IOException, InterruptedException {
        JsonNode theirs = theirs(templates);
        List<String> differences = new ArrayList<>();
        for (int index = 0; index < templates.size(); index++) {
            JsonNode template = templates.get(index);
            JsonNode expected = theirs.path(index);
            String ours = ours(template);
            String wanted = wanted(template, expected);
            if (!ours.equals(wanted)) {
                differences.add(template + "\n   theirs " + wanted + " " + expected + "\n   ours   " + ours);
            }
        }
        assertThat(differences).isEmpty();
    }

    private static String ours(JsonNode template) {
        try {
            return normal(Template.of(template).expand(DATA));
        } catch (TemplateException refused) {
            return "refused";
        }
    }

    /// What has no value is left in the text, or left out, by theirs, and refused by ours.
    private static String wanted(JsonNode template, JsonNode theirs) {
        boolean expression = template.size() == 1 && template.has("a");
        JsonNode value = theirs.path("value");
        if (theirs.has("error")
                || (expression
                        && (value.path("a").isMissingNode() || value.path("a").isNull()))) {
            return "refused";
        }
        return value.toString().contains("${") ? "refused" : normal(value);
    }

    /// Numbers as they are, whatever they are written like.
    private static String normal(JsonNode json) {
        if (json.isNumber()) {
            return json.decimalValue()
                    .round(new MathContext(12))
                    .stripTrailingZeros()
                    .toPlainString();
        }
        if (json instanceof ObjectNode object) {
            StringBuilder text = new StringBuilder("{");
            object.properties()
                    .forEach(field -> text.append(field.getKey())
                            .append(':')
                            .append(normal(field.getValue()))
                            .append(','));
            return text.append('}').toString();
        }
        if (json instanceof ArrayNode list) {
            StringBuilder text = new StringBuilder("[");
            list.forEach(element -> text.append(normal(element)).append(','));
            return text.append(']').toString();
        }
        return json.toString();
    }

    private JsonNode theirs(List<JsonNode> templates) throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(CLIENT.resolve("node_modules")),
                "Microsoft's templating is needed: npm ci --prefix clients/templating");
        ArrayNode cases = JSON.createArrayNode();
        templates.forEach(
                template -> cases.addObject().set("template", template).set("data", DATA));
        Path file = folder.resolve("cases.json");
        Files.writeString(file, cases.toString());
        Process process = new ProcessBuilder("node", "expand.cjs", file.toString())
                .directory(CLIENT.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return JSON.readTree(said);
    }
}
