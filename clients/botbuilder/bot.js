// A bot of Microsoft's Bot Framework SDK with an app id and a secret, which talks to the local Teams as it would to Microsoft's:
// tokens come from its login, and what arrives is checked by the SDK against its published keys.
//
//   NODE_EXTRA_CA_CERTS=... node bot.js LOCAL_TEAMS_URL APP_ID SECRET TENANT
//
// It answers each message, and POST /proactive {"text", "to"} makes it write by itself: into the conversation it last heard
// from, or to a person in a chat that it opens. Prints where it listens as one line of JSON.
import { createServer } from 'node:http'
import { ConfidentialClientApplication } from '@azure/msal-node'
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, TurnContext } from 'botbuilder'
import { MsalServiceClientCredentialsFactory } from 'botframework-connector'

const [teams, appId, secret, tenant] = process.argv.slice(2)
const audience = 'https://api.botframework.com'
const metadata = `${teams}/v1/.well-known/openidconfiguration`

// MSAL would ask login.microsoftonline.com whether the authority is real, unless it is told so.
const login = new ConfidentialClientApplication({
  auth: {
    clientId: appId,
    clientSecret: secret,
    authority: `${teams}/${tenant}`,
    knownAuthorities: [new URL(teams).host]
  }
})
// Once one of these is given, the SDK takes none of its own.
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(
  {
    ToChannelFromBotLoginUrl: `${teams}/${tenant}`,
    ToChannelFromBotOAuthScope: audience,
    ToBotFromChannelTokenIssuer: audience,
    ToBotFromChannelOpenIdMetadataUrl: metadata,
    ToBotFromEmulatorOpenIdMetadataUrl: metadata,
    OAuthUrl: teams
  },
  new MsalServiceClientCredentialsFactory(appId, login),
  { requiredEndorsements: ['msteams'] }
))

let heard

async function onTurn (context) {
  heard = TurnContext.getConversationReference(context.activity)
  if (context.activity.type === 'message') {
    await context.sendActivity(`You said: ${TurnContext.removeRecipientMention(context.activity).trim()}`)
  }
}

async function proactive ({ text, to }) {
  const say = context => context.sendActivity(text)
  if (!to) {
    return adapter.continueConversationAsync(appId, heard, say)
  }
  const chat = { isGroup: false, bot: heard.bot, members: [{ id: to }], tenantId: tenant, channelData: { tenant: { id: tenant } } }
  return adapter.createConversationAsync(appId, 'msteams', heard.serviceUrl, audience, chat, say)
}

// What the SDK expects of a web framework's response.
const answerTo = response => ({
  status: code => { response.statusCode = code },
  header: (name, value) => response.setHeader(name, value),
  send: body => response.write(typeof body === 'string' ? body : JSON.stringify(body)),
  end: () => response.end()
})

createServer(async (request, response) => {
  const parts = []
  for await (const part of request) parts.push(part)
  const body = JSON.parse(Buffer.concat(parts).toString() || '{}')
  if (request.url === '/api/messages') {
    await adapter.process(Object.assign(request, { body }), answerTo(response), onTurn)
    return
  }
  try {
    await proactive(body)
    response.writeHead(200).end()
  } catch (refused) {
    response.writeHead(502).end(refused.message)
  }
}).listen(0, '127.0.0.1', function () {
  console.log(JSON.stringify({ base: `http://127.0.0.1:${this.address().port}` }))
})
