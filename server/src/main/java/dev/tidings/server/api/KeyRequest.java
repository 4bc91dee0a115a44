package dev.tidings.server.api;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `POST /keys` takes.
@Schema(name = "KeyRequest")
record KeyRequest(
        @Schema(description = "What people call it.", example = "shop", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String name,

        @ArraySchema(
                schema = @Schema(allowableValues = {"send", "broadcast", "read", "admin"}),
                arraySchema = @Schema(description = "What it may do.", example = "[\"send\", \"read\"]"))
        @Nullable
        List<String> scopes,

        @ArraySchema(
                schema = @Schema(example = "default"),
                arraySchema = @Schema(description = "The bots it is for; left out: every bot."))
        @Nullable
        List<String> bots,

        @ArraySchema(
                schema = @Schema(example = "3f1c1a52-6b1e-4f1c-9a5e-6c1f4f2f7c11"),
                arraySchema = @Schema(description = "The tenants it is for; left out: every tenant."))
        @Nullable
        List<String> tenants,

        @Schema(description = "From when on it is refused; left out: never.") @Nullable
        Instant expiresAt) {}
