# Tidings in a container: docker build -t tidings . && docker run -p 3978:3978 -v tidings:/data -e ... tidings
# What each setting means is in docs/operations.md.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /source
COPY . .
RUN mvn -B -q --no-transfer-progress -DskipTests -Dmdep.analyze.skip -Dspotless.check.skip -pl server -am verify \
    && mkdir /release \
    && tar -xzf server/target/tidings-*.tar.gz -C /release --strip-components=1

FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 tidings \
    && useradd --system --uid 10001 --gid tidings --home-dir /data --no-create-home tidings \
    && install -d -o tidings -g tidings /data
COPY --from=build /release /opt/tidings
USER 10001:10001
WORKDIR /data
VOLUME /data
ENV TIDINGS_DATABASE_URL=jdbc:sqlite:/data/tidings.db
EXPOSE 3978
# The image has no curl, so bash asks for itself.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-3978} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200'* ]]"]
ENTRYPOINT ["/opt/tidings/tidings"]
CMD ["serve"]
