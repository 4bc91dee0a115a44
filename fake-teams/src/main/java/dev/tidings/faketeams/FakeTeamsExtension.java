package dev.tidings.faketeams;

import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a test method a fresh [FakeTeams] for each parameter of that type, and closes it afterwards.
///
/// With `@ExtendWith` it has the defaults; with `@RegisterExtension` a setup can be given.
public final class FakeTeamsExtension implements ParameterResolver {
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(FakeTeamsExtension.class);

    private final Consumer<FakeTeamsBuilder> setup;

    /// Gives instances with the defaults.
    public FakeTeamsExtension() {
        this(builder -> {});
    }

    /// Sets up every instance that way.
    public FakeTeamsExtension(Consumer<FakeTeamsBuilder> setup) {
        this.setup = setup;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == FakeTeams.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        FakeTeamsBuilder builder = FakeTeams.builder();
        setup.accept(builder);
        FakeTeams teams = builder.start();
        test.getStore(SPACE).put(parameter.getIndex(), teams);
        return teams;
    }
}
