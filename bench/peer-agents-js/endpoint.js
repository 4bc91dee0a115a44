// `/api/messages` as the package's own example has it, on loopback. The agent does nothing; authentication is off because there
// is no client id. Prints the endpoint as one line of JSON once it is open, and runs until the process is ended.
import { ActivityHandler } from '@microsoft/agents-hosting'
import { createAgentRequestHandler } from '@microsoft/agents-hosting-express'
import express from 'express'

const app = express()
app.use(express.json())
app.post('/api/messages', createAgentRequestHandler(new ActivityHandler(), {}))
const server = app.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  const endpoint = `http://127.0.0.1:${server.address().port}/api/messages`
  console.log(JSON.stringify({ kind: 'server', endpoint }))
})
