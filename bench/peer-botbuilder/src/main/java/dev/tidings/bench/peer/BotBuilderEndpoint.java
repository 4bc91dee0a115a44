package dev.tidings.bench.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.bot.builder.ActivityHandler;
import com.microsoft.bot.builder.Bot;
import com.microsoft.bot.builder.InvokeResponse;
import com.microsoft.bot.connector.authentication.SimpleCredentialProvider;
import com.microsoft.bot.integration.BotFrameworkHttpAdapter;
import com.microsoft.bot.schema.Activity;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CompletionException;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;

/// `/api/messages` as its samples have it: a servlet that parses the activity, hands it to the adapter and answers when the turn
/// is over. The bot does nothing; authentication is off because there are no credentials.
final class BotBuilderEndpoint extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient ObjectMapper json = new ObjectMapper().findAndRegisterModules();
    private final transient BotFrameworkHttpAdapter adapter =
            new BotFrameworkHttpAdapter(new SimpleCredentialProvider("", ""), null);
    private final transient Bot bot = new ActivityHandler();

    /// Prints the endpoint as one line of JSON once it is open, and runs until the process is ended.
    public static void main(String... args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("bench-tomcat").toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        Connector connector = tomcat.getConnector();
        connector.setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "messages", new BotBuilderEndpoint()).setAsyncSupported(true);
        context.addServletMappingDecoded("/api/messages", "messages");
        tomcat.start();
        System.out.printf(
                "{\"kind\":\"server\",\"endpoint\":\"http://127.0.0.1:%d/api/messages\"}%n", connector.getLocalPort());
        tomcat.getServer().await();
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Activity activity = json.readValue(request.getInputStream(), Activity.class);
        AsyncContext async = request.startAsync();
        adapter.processIncomingActivity(request.getHeader("Authorization"), activity, bot)
                .whenComplete((invoke, failure) -> {
                    response.setStatus(status(invoke, failure));
                    async.complete();
                });
    }

    private static int status(@Nullable InvokeResponse invoke, @Nullable Throwable failure) {
        if (failure != null) {
            return failure instanceof CompletionException ? 500 : 401;
        }
        return invoke == null ? 202 : invoke.getStatus();
    }
}
